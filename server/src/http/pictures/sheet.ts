/** A sheet to print: filled shapes in millimetres, written as SVG or as PDF. Both are the same outlines. */
import PDFDocument from "pdfkit";
import QRCode from "qrcode";

export interface Shape {
  /** An SVG path. */
  path: string;
  /** #RRGGBB. */
  fill: string;
}
export interface Sheet {
  width: number;
  height: number;
  title: string;
  shapes: Shape[];
}

const POINTS_PER_MM = 72 / 25.4;

/** Without scripts, fonts or anything that is loaded. */
export function sheetSvg({ width, height, title, shapes }: Sheet): string {
  const paths = shapes.map(({ path, fill }) => `<path fill="${fill}" d="${path}"/>`).join("");
  const name = title.replace(/[<>&]/g, (sign) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;" })[sign] as string);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img"><title>${name}</title>${paths}</svg>`;
}

/** One page of the sheet's size. */
export function sheetPdf({ width, height, title, shapes }: Sheet): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [width * POINTS_PER_MM, height * POINTS_PER_MM],
    margin: 0,
    info: { Title: title, Producer: "Bandwagon", Creator: "Bandwagon" },
  });
  pdf.scale(POINTS_PER_MM);
  for (const { path, fill } of shapes) if (path !== "") pdf.path(path).fill(fill);
  const parts: Buffer[] = [];
  pdf.on("data", (part: Buffer) => parts.push(part));
  return new Promise((resolve, reject) => {
    pdf.on("end", () => resolve(Buffer.concat(parts)));
    pdf.on("error", reject);
    pdf.end();
  });
}

/** A rectangle with round corners. */
export function box(x: number, y: number, width: number, height: number, radius = 0): string {
  if (radius === 0) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const corner = (dx: number, dy: number): string => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  const across = width - 2 * radius;
  const down = height - 2 * radius;
  return `M${x + radius} ${y}h${across}${corner(radius, radius)}v${down}${corner(-radius, radius)}h${-across}${corner(-radius, -radius)}v${-down}${corner(radius, -radius)}Z`;
}

/** A ticket: a rounded rectangle with a round bite out of each short side. */
export function ticket(x: number, y: number, width: number, height: number): string {
  const radius = height / 6;
  const bite = height / 8;
  const side = height / 2 - radius - bite;
  const corner = (dx: number, dy: number): string => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  const notch = (dy: number): string => `a${bite} ${bite} 0 0 0 0 ${dy}`;
  const across = width - 2 * radius;
  return `M${x + radius} ${y}h${across}${corner(radius, radius)}v${side}${notch(2 * bite)}v${side}${corner(-radius, radius)}h${-across}${corner(-radius, -radius)}v${-side}${notch(-2 * bite)}v${-side}${corner(radius, -radius)}Z`;
}

/** The dark modules of a QR code in a square of the size, without a quiet zone: keep four modules around it clear. Quartile correction. */
export function qrModules(text: string, x: number, y: number, size: number): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "Q" });
  const step = size / modules.size;
  let path = "";
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      let run = 0;
      while (column + run < modules.size && modules.get(row, column + run)) run++;
      // A hair wider than a module, so that no light shows between rows.
      if (run > 0) path += box(round(x + column * step), round(y + row * step), round(run * step), round(step * 1.01));
      column += run;
    }
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
