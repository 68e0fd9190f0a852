/** How far the tailer has read, and of which feed. */
export interface Position {
  epoch: string
  since: number
  floor: number
  seq: number
}
