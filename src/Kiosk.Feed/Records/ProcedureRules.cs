using Kiosk.Words;

namespace Kiosk.Feed.Records;

/// <summary>Validates the catalogue of procedures.</summary>
public static class ProcedureRules
{
    /// <summary>What a checklist on one screen holds.</summary>
    public const int MaxDocuments = 6;

    /// <exception cref="RecordException">A rule is broken; names the first and the number of its entry.</exception>
    public static void Check(ProcedureCatalogue catalogue)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < catalogue.Procedures.Count; i++)
        {
            if (Fault(catalogue.Procedures[i], i + 1, codes) is { } fault)
            {
                throw new RecordException(new Phrase($"mục {i + 1}: {fault.Vietnamese}.", $"entry {i + 1}: {fault.English}."));
            }
        }

        if (OfficeCalendarRules.FindFault(catalogue.Calendar) is { } wrong)
        {
            throw new RecordException(new Phrase($"{wrong.Vietnamese}.", $"{wrong.English}."));
        }
    }

    private static Phrase? Fault(Procedure? procedure, int entry, Dictionary<string, int> codes) => procedure switch
    {
        null => new("giá trị null không có nội dung", "null says nothing"),
        _ when !MeetingRecordRules.IsId(procedure.Code) => new($"mã \"{procedure.Code}\" phải gồm chữ cái không dấu, chữ số và dấu gạch nối", $"the code \"{procedure.Code}\" is not letters, digits and hyphens"),
        _ when !codes.TryAdd(procedure.Code, entry) => new($"mã {procedure.Code} đã dùng cho mục {codes[procedure.Code]}", $"the code {procedure.Code} is that of entry {codes[procedure.Code]} already"),
        _ when MeetingRecordRules.FindTitleFault(procedure.Vietnamese) is { } fault => new($"tên tiếng Việt {fault.Vietnamese}", $"the title in Vietnamese {fault.English}"),
        _ when MeetingRecordRules.FindTitleFault(procedure.English) is { } fault => new($"tên tiếng Anh {fault.Vietnamese}", $"the title in English {fault.English}"),
        { Days: < 0 } => new("số ngày nhỏ hơn 0", "the days are negative"),
        { Documents.Count: > MaxDocuments } => new($"có {procedure.Documents.Count} giấy tờ cần mang theo, mà tối đa là {MaxDocuments}", $"it asks for {procedure.Documents.Count} documents, and {MaxDocuments} are the most"),
        _ when FindDocumentFault(procedure.Documents ?? []) is { } fault => fault,
        _ when procedure.ValidTo < procedure.ValidFrom => new("kết thúc trước khi bắt đầu", "it ends before it begins"),
        _ => null,
    };

    private static Phrase? FindDocumentFault(IReadOnlyList<ProcedureDocument?> documents)
    {
        foreach (var (index, document) in documents.Index())
        {
            if (document is null || (MeetingRecordRules.FindTitleFault(document.Vietnamese) ?? MeetingRecordRules.FindTitleFault(document.English)) is not null)
            {
                return new($"tên giấy tờ thứ {index + 1} để trống, dài quá hoặc không phải một dòng", $"the name of document {index + 1} is empty, too long or not one line");
            }
        }

        return null;
    }
}
