// A board that is worked on: by pointer, by touch and by keys, while others work on it too. Without this script every
// card and note has a page of its own on which the same is done.
import { startArrows } from "./board/arrows.js";
import { startBar } from "./board/bar.js";
import { board } from "./board/board.js";
import { startDragging } from "./board/dragging.js";
import { startFollowing } from "./board/following.js";
import { startKeys } from "./board/keys.js";
import { startPainting } from "./board/painting.js";
import { startWriting } from "./board/writing.js";

if (board) startArrows();
if (board && "board" in board.dataset) { // a draft; what is published is only looked at
  startPainting();
  startKeys();
  startBar();
  startWriting();
  if ("edits" in board.dataset) startDragging();
  startFollowing();
}
