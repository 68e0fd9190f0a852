/** How far the tailer has read, and of which feed. */
export interface Position {
  epoch: string
  floor: number
  seq: number
}
