using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Kiosk.Collector.Reports;

/// <summary>A workbook (ECMA-376, SpreadsheetML) with a sheet for each table and one for the paragraphs. Texts are inline strings, so that none is ever a formula.</summary>
internal static class XlsxFormat
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const int MaxSheetName = 31;
    private const int Plain = 0;
    private const int Heading = 1;
    private const int Wrapped = 2;

    // The same report is the same file: entries carry no time of writing.
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(ReportDocument document, string notesName)
    {
        var tables = document.Tables.ToList();
        var names = NamesOf([.. tables.Select(table => table.Title), notesName]);
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", xml => WriteContentTypes(xml, names.Count));
            Add(archive, "_rels/.rels", xml => WriteRelations(xml, [("officeDocument", "xl/workbook.xml")]));
            Add(archive, "xl/workbook.xml", xml => WriteWorkbook(xml, names));
            Add(archive, "xl/_rels/workbook.xml.rels", xml => WriteRelations(xml, [.. names.Select((_, index) => ("worksheet", $"worksheets/sheet{index + 1}.xml")), ("styles", "styles.xml")]));
            Add(archive, "xl/styles.xml", WriteStyles);
            for (var index = 0; index < tables.Count; index++)
            {
                var table = tables[index];
                Add(archive, $"xl/worksheets/sheet{index + 1}.xml", xml => WriteTable(xml, table));
            }

            Add(archive, $"xl/worksheets/sheet{names.Count}.xml", xml => WriteNotes(xml, document));
        }

        return file.ToArray();
    }

    /// <summary>Sheets' names: at most 31 characters, none of : \ / ? * [ ], each once.</summary>
    private static List<string> NamesOf(IReadOnlyList<string> titles)
    {
        var names = new List<string>();
        foreach (var title in titles)
        {
            var clean = string.Concat(title.Select(letter => ":\\/?*[]'".Contains(letter) ? ' ' : letter)).Trim();
            var name = clean.Length > MaxSheetName ? clean[..MaxSheetName] : clean;
            for (var number = 2; names.Contains(name, StringComparer.OrdinalIgnoreCase); number++)
            {
                var ending = $" {number}";
                name = clean[..Math.Min(clean.Length, MaxSheetName - ending.Length)] + ending;
            }

            names.Add(name);
        }

        return names;
    }

    private static void Add(ZipArchive archive, string name, Action<XmlWriter> write)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = Timeless;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, new() { CheckCharacters = false });
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static void WriteContentTypes(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", ContentTypes);
        Element(xml, ContentTypes, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, ContentTypes, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
        Element(xml, ContentTypes, "Override", ("PartName", "/xl/workbook.xml"), ("ContentType", $"{SheetType}sheet.main+xml"));
        Element(xml, ContentTypes, "Override", ("PartName", "/xl/styles.xml"), ("ContentType", $"{SheetType}styles+xml"));
        for (var sheet = 1; sheet <= sheets; sheet++)
        {
            Element(xml, ContentTypes, "Override", ("PartName", $"/xl/worksheets/sheet{sheet}.xml"), ("ContentType", $"{SheetType}worksheet+xml"));
        }

        xml.WriteEndElement();
    }

    private static void WriteRelations(XmlWriter xml, IReadOnlyList<(string Type, string Target)> relations)
    {
        xml.WriteStartElement("Relationships", PackageRelations);
        for (var index = 0; index < relations.Count; index++)
        {
            Element(xml, PackageRelations, "Relationship", ("Id", $"rId{index + 1}"), ("Type", $"{Relations}/{relations[index].Type}"), ("Target", relations[index].Target));
        }

        xml.WriteEndElement();
    }

    private static void WriteWorkbook(XmlWriter xml, List<string> names)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteStartElement("sheets", Main);
        for (var index = 0; index < names.Count; index++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", names[index]);
            xml.WriteAttributeString("sheetId", (index + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("r", "id", Relations, $"rId{index + 1}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteStyles(XmlWriter xml) => xml.WriteRaw(
        $"""
        <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/><family val="1"/></font><font><b/><sz val="11"/><name val="Times New Roman"/><family val="1"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>
        """);

    private static void WriteTable(XmlWriter xml, ReportBlock.Table table) => WriteSheet(
        xml,
        [.. table.Columns.Select(column => Math.Max(column.Width, column.Title.Length + 2))],
        isTable: true,
        [([.. table.Columns.Select(column => new ReportCell(column.Title))], Heading), .. table.Rows.Select(row => (row, Plain))]);

    private static void WriteNotes(XmlWriter xml, ReportDocument document) => WriteSheet(
        xml,
        [100],
        isTable: false,
        [([document.Kind], Heading), ([document.Subject], Heading), .. document.Paragraphs.Select(paragraph => ((IReadOnlyList<ReportCell>)[paragraph.Text], Wrapped))]);

    private static void WriteSheet(XmlWriter xml, double[] widths, bool isTable, IReadOnlyList<(IReadOnlyList<ReportCell> Cells, int Style)> rows)
    {
        xml.WriteStartElement("worksheet", Main);
        if (isTable)
        {
            // The first row stays in sight.
            xml.WriteRaw("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        }

        xml.WriteStartElement("cols", Main);
        for (var index = 0; index < widths.Length; index++)
        {
            var column = (index + 1).ToString(CultureInfo.InvariantCulture);
            Element(xml, Main, "col", ("min", column), ("max", column), ("width", widths[index].ToString(CultureInfo.InvariantCulture)), ("customWidth", "1"));
        }

        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        for (var row = 0; row < rows.Count; row++)
        {
            xml.WriteStartElement("row", Main);
            xml.WriteAttributeString("r", (row + 1).ToString(CultureInfo.InvariantCulture));
            for (var column = 0; column < rows[row].Cells.Count; column++)
            {
                WriteCell(xml, $"{ColumnName(column)}{row + 1}", rows[row].Cells[column], rows[row].Style);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, string reference, ReportCell cell, int style)
    {
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", reference);
        xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        if (cell.Number is { } number)
        {
            xml.WriteElementString("v", Main, number.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(string.Concat(cell.Text.EnumerateRunes().Where(letter => !letter.IsBmp || XmlConvert.IsXmlChar((char)letter.Value))));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string ColumnName(int column) => column < 26 ? ((char)('A' + column)).ToString() : throw new ArgumentOutOfRangeException(nameof(column), column, "A report has at most 26 columns.");

    private static void Element(XmlWriter xml, string ns, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name, ns);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }
}
