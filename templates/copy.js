// Adds a button to each citation that copies it. Everything works without: the text can be selected, or kept as a file.
"use strict";
for (const block of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "quiet copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy: ${block.dataset.copy}`);
  said.setAttribute("role", "status");
  said.className = "said";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.textContent.trim());
      said.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(block);
      said.textContent = "Selected: copy it with your keyboard";
    }
  });
  block.after(button, said);
}
