import type { Tx } from '../../infra/db.ts'

export interface Municipality {
  id: number
  name: string
  /** IANA name. */
  timeZone: string
}

export interface School {
  id: number
  municipalityId: number
  name: string
}

export function organisationStore(tx: Tx) {
  const municipality = { id: true, name: true, timeZone: true } as const
  const school = { id: true, municipalityId: true, name: true } as const
  return {
    async findMunicipality(name: string): Promise<Municipality | null> {
      return tx.prisma.municipality.findUnique({ where: { name }, select: municipality })
    },
    async loadMunicipality(id: number): Promise<Municipality> {
      return tx.prisma.municipality.findUniqueOrThrow({ where: { id }, select: municipality })
    },
    async addMunicipality(name: string, timeZone: string): Promise<Municipality> {
      return tx.prisma.municipality.create({ data: { name, timeZone }, select: municipality })
    },
    async listSchools(municipalityId: number): Promise<School[]> {
      return tx.prisma.school.findMany({
        where: { municipalityId },
        select: school,
        orderBy: { name: 'asc' },
      })
    },
    async findSchool(id: number): Promise<School | null> {
      return tx.prisma.school.findUnique({ where: { id }, select: school })
    },
    async findSchoolNamed(municipalityId: number, name: string): Promise<School | null> {
      return tx.prisma.school.findFirst({
        where: { municipalityId, name: { equals: name, mode: 'insensitive' } },
        select: school,
      })
    },
    async addSchool(municipalityId: number, name: string): Promise<School> {
      return tx.prisma.school.create({ data: { municipalityId, name }, select: school })
    },
  }
}
