"""Tags and filters of the templates: figures by locale, icons, and what the components are put together with."""
