// One way to draw for screen, PNG and SVG: a path is a list of commands, a pen puts it on canvas or into SVG.
class CanvasPen {
  constructor(context) {
    this.context = context;
  }
  path(commands, { fill: paint, stroke, width = 1, dash, alpha = 1 }) {
    const c = this.context;
    c.save();
    c.globalAlpha = alpha;
    c.beginPath();
    for (const [op, ...n] of commands) {
      if (op === "M") c.moveTo(n[0], n[1]);
      else if (op === "L") c.lineTo(n[0], n[1]);
      else if (op === "Q") c.quadraticCurveTo(n[0], n[1], n[2], n[3]);
      else if (op === "C") c.bezierCurveTo(n[0], n[1], n[2], n[3], n[4], n[5]);
      else c.closePath();
    }
    if (paint) {
      c.fillStyle = paint;
      c.fill();
    }
    if (stroke) {
      c.strokeStyle = stroke;
      c.lineWidth = width;
      c.lineJoin = "round";
      c.setLineDash(dash || []);
      c.stroke();
    }
    c.restore();
  }
  text(words, x, y, { size = 14, weight = 500, paint = "#000", align = "center", alpha = 1, halo }) {
    const c = this.context;
    c.save();
    c.globalAlpha = alpha;
    c.font = fontOf(size, weight);
    c.textAlign = align;
    c.textBaseline = "alphabetic";
    if (halo) {
      c.strokeStyle = halo;
      c.lineWidth = size / 3.5;
      c.lineJoin = "round";
      c.strokeText(words, x, y);
    }
    c.fillStyle = paint;
    c.fillText(words, x, y);
    c.restore();
  }
}

class SvgPen {
  constructor() {
    this.group = svg("g");
  }
  path(commands, { fill: paint, stroke, width = 1, dash, alpha = 1 }) {
    const d = commands.map(([op, ...n]) => op + n.map((v) => Math.round(v * 100) / 100).join(" ")).join("");
    this.group.append(
      svg("path", {
        d,
        fill: paint || "none",
        stroke,
        "stroke-width": stroke ? width : undefined,
        "stroke-dasharray": dash && dash.length ? dash.join(" ") : undefined,
        "stroke-linejoin": stroke ? "round" : undefined,
        opacity: alpha < 1 ? alpha : undefined,
      }),
    );
  }
  text(words, x, y, { size = 14, weight = 500, paint = "#000", align = "center", alpha = 1, halo }) {
    const anchor = { center: "middle", left: "start", right: "end" }[align];
    this.group.append(
      svg(
        "text",
        {
          x: Math.round(x * 100) / 100,
          y: Math.round(y * 100) / 100,
          "font-family": FONT,
          "font-size": size,
          "font-weight": weight,
          "text-anchor": anchor,
          fill: paint,
          stroke: halo,
          "stroke-width": halo ? size / 3.5 : undefined,
          "paint-order": halo ? "stroke" : undefined,
          opacity: alpha < 1 ? alpha : undefined,
        },
        words,
      ),
    );
  }
}

const FONT = "Inter, 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif";
const fontOf = (size, weight) => `${weight} ${size}px ${FONT}`;
const MEASURE = document.createElement("canvas").getContext("2d");
const widths = new Map();
function textWidth(words, size, weight) {
  const key = `${size}|${weight}|${words}`;
  if (!widths.has(key)) {
    MEASURE.font = fontOf(size, weight);
    widths.set(key, MEASURE.measureText(words).width);
  }
  return widths.get(key);
}
