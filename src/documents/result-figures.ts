/** «3,8». */
export const decimal = (number: number): string =>
  (Math.round(number * 10) / 10).toFixed(1).replace('.', ',')

export const percent = (share: number): string => `${Math.round(share * 100)} %`
