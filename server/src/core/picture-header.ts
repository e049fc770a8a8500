/**
 * What an uploaded picture says of itself before it is decoded: its kind by its first bytes, its sides, and how a camera held it. Whatever its name or its
 * sender call it counts for nothing.
 */

export interface PictureHeader {
  type: "png" | "jpeg";
  /** As stored, before it is turned. */
  width: number;
  height: number;
  /** 1 to 8, as Exif numbers them (CIPA DC-008, tag 274); 1 where nothing is said. */
  orientation: number;
}

const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

/** Undefined for whatever is no PNG or JPEG that could be decoded, or contradicts itself. */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const header = startsWith(bytes, PNG_START) ? pngHeader(bytes) : startsWith(bytes, [0xff, 0xd8, 0xff]) ? jpegHeader(bytes) : undefined;
  return header === undefined || header.width === 0 || header.height === 0 ? undefined : header;
}
function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return bytes.length > start.length && start.every((byte, index) => bytes[index] === byte);
}

function pngHeader(bytes: Uint8Array): PictureHeader | undefined {
  if (bytes.length < 33) return undefined;
  const view = viewOf(bytes);
  return { type: "png", width: view.getUint32(16), height: view.getUint32(20), orientation: 1 };
}

/** Walks the segments up to the first scan. Two frames in one file could be told apart by one reader and not by another, so they are refused. */
function jpegHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = viewOf(bytes);
  let frame: { width: number; height: number } | undefined;
  let orientation = 1;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return undefined;
    if (marker === 0xda) return frame === undefined ? undefined : { type: "jpeg", ...frame, orientation };
    if (isFrame(marker)) {
      if (frame !== undefined || length < 8) return undefined;
      frame = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    if (marker === 0xe1) orientation = exifOrientation(bytes.subarray(at + 4, at + 2 + length)) ?? orientation;
    at += 2 + length;
  }
  return undefined;
}
/** SOF0 to SOF15 without the tables that lie among them (DHT, JPG, DAC). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

const EXIF_START = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ORIENTATION = 0x0112;
const SHORT = 3;
/** Of the first directory of the TIFF that Exif is. */
function exifOrientation(segment: Uint8Array): number | undefined {
  if (!startsWith(segment, EXIF_START)) return undefined;
  const tiff = segment.subarray(EXIF_START.length);
  const isLittle = tiff[0] === 0x49 && tiff[1] === 0x49;
  if (tiff.length < 14 || !(isLittle || (tiff[0] === 0x4d && tiff[1] === 0x4d))) return undefined;
  const view = viewOf(tiff);
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return undefined;
  const count = view.getUint16(directory, isLittle);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > tiff.length) return undefined;
    if (view.getUint16(at, isLittle) !== ORIENTATION || view.getUint16(at + 2, isLittle) !== SHORT) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}
function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
