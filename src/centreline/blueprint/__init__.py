"""What is intended: the operating model as one written, versioned document. It never looks at the evidence."""
