/** A number plate, set apart from the words around it whatever their direction. */
export const Plate = ({ children }: { readonly children: string }) => <bdi className="plate">{children}</bdi>
