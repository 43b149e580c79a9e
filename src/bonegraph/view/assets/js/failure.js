// What is said when the page cannot start, for example in a browser without DecompressionStream.
(error) => {
  const box = document.getElementById("empty");
  box.textContent = `This page could not start (${error.message}). It needs Chrome 80, Firefox 113, Safari 16.4 or newer.`;
  box.hidden = false;
  throw error;
}
