import type { Rule } from './pdf-page.ts'

/** The names of pdf.js for what a page draws (its OPS). */
export interface DrawingCodes {
  save: number
  restore: number
  transform: number
  constructPath: number
  paintFormXObjectBegin: number
  paintFormXObjectEnd: number
  stroke: number
  closeStroke: number
  fill: number
  eoFill: number
  fillStroke: number
  eoFillStroke: number
  closeFillStroke: number
  closeEOFillStroke: number
}

export interface Drawing {
  fnArray: number[]
  argsArray: unknown[]
}

type Matrix = readonly [number, number, number, number, number, number]
type Point = readonly [number, number]

/** A border is drawn as a line or as a rectangle not thicker than this, points. */
const THICKEST = 3
/** Numbers of a path's steps in pdf.js, and how many coordinates each takes. */
const STEPS = [2, 2, 6, 4, 0]
const CLOSE = 4
/** A page of a road map draws a few thousand; a map of a town draws millions. */
const MOST_RULES = 50_000

/** The straight lines of a page that may be borders of cells. @param base the page's own transform */
export function pageRules(drawing: Drawing, codes: DrawingCodes, base: readonly number[]): Rule[] {
  const stroked = new Set([codes.stroke, codes.closeStroke])
  const filled = new Set([codes.fill, codes.eoFill])
  const both = [
    codes.fillStroke,
    codes.eoFillStroke,
    codes.closeFillStroke,
    codes.closeEOFillStroke,
  ]
  for (const code of both) stroked.add(code)
  const rules: Rule[] = []
  const saved: Matrix[] = []
  let now = base as unknown as Matrix
  for (const [i, fn] of drawing.fnArray.entries()) {
    const args = drawing.argsArray[i] as unknown[] | null
    if (fn === codes.save) saved.push(now)
    else if (fn === codes.restore || fn === codes.paintFormXObjectEnd) now = saved.pop() ?? now
    else if (fn === codes.transform) now = multiply(now, args as unknown as Matrix)
    else if (fn === codes.paintFormXObjectBegin) {
      saved.push(now)
      if (args?.[0]) now = multiply(now, args[0] as Matrix)
    } else if (fn === codes.constructPath && rules.length < MOST_RULES) {
      const [paint, [path]] = args as [number, [Float32Array | null]]
      if (path === null || !(stroked.has(paint) || filled.has(paint))) continue
      for (const points of subpaths(path, now))
        rules.push(...(stroked.has(paint) ? lines(points) : thin(points)))
    }
  }
  return rules
}

/** The corners of each part of a path; a curve counts by its end alone. */
function subpaths(path: ArrayLike<number>, matrix: Matrix): Point[][] {
  const parts: Point[][] = []
  for (let at = 0; at < path.length; ) {
    const step = path[at]!
    const size = STEPS[step]
    if (size === undefined) return parts
    if (step === CLOSE) {
      const part = parts.at(-1)
      if (part?.[0]) part.push(part[0])
    } else {
      const point = apply(matrix, path[at + size - 1]!, path[at + size]!)
      if (step === 0) parts.push([point])
      else parts.at(-1)?.push(point)
    }
    at += size + 1
  }
  return parts
}

function lines(points: readonly Point[]): Rule[] {
  return points.slice(1).flatMap((to, i) => ruleOf(points[i]!, to))
}

/** A thin rectangle that is filled is a line. */
function thin(points: readonly Point[]): Rule[] {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  const flat = bottom - top <= THICKEST && right - left > bottom - top
  const upright = right - left <= THICKEST && bottom - top > right - left
  if (flat) return [{ horizontal: true, at: (top + bottom) / 2, from: left, to: right }]
  if (upright) return [{ horizontal: false, at: (left + right) / 2, from: top, to: bottom }]
  return []
}

function ruleOf([x1, y1]: Point, [x2, y2]: Point): Rule[] {
  const [wide, high] = [Math.abs(x2 - x1), Math.abs(y2 - y1)]
  if (high <= 1 && wide > 1)
    return [{ horizontal: true, at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) }]
  if (wide <= 1 && high > 1)
    return [{ horizontal: false, at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) }]
  return []
}

/** The inner transform first, then the outer. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [g, h, i, j, k, l] = inner
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ]
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return [a * x + c * y + e, b * x + d * y + f]
}
