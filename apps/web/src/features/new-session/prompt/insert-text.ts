/** Put a text where the cursor is, in a paragraph of its own; the field has the focus afterwards, and its own undo takes it back. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  const before = field.value.slice(0, field.selectionStart);
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  field.focus();
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else is taken back by the browser's undo
  if (document.execCommand("insertText", false, gap + text)) return;
  field.setRangeText(gap + text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
