const SIDE_MAX = 1000;

/** The picture in the file as a JPEG of at most 1,000 pixels a side: what phones take is larger than what is kept. Undefined where the browser cannot read it. */
export async function shrunkPhoto(file: Blob): Promise<Blob | undefined> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext("2d");
    if (context === null) return undefined;
    // What is transparent would be black.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob((shrunk) => done(shrunk ?? undefined), "image/jpeg", 0.9));
  } catch {
    return undefined;
  }
}
