namespace Kiosk.Feed.Records;

/// <summary>Validates the catalogue of procedures.</summary>
public static class ProcedureRules
{
    /// <exception cref="RecordException">A rule is broken; names the first and the number of its entry.</exception>
    public static void Check(ProcedureCatalogue catalogue)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < catalogue.Procedures.Count; i++)
        {
            if (Fault(catalogue.Procedures[i], i + 1, codes) is { } fault)
            {
                throw new RecordException($"entry {i + 1}: {fault}.");
            }
        }

        if (OfficeCalendarRules.FindFault(catalogue.Calendar) is { } wrong)
        {
            throw new RecordException($"{wrong}.");
        }
    }

    private static string? Fault(Procedure? procedure, int entry, Dictionary<string, int> codes) => procedure switch
    {
        null => "null says nothing",
        _ when !MeetingRecordRules.IsId(procedure.Code) => $"the code \"{procedure.Code}\" is not letters, digits and hyphens",
        _ when !codes.TryAdd(procedure.Code, entry) => $"the code {procedure.Code} is that of entry {codes[procedure.Code]} already",
        _ when MeetingRecordRules.FindTitleFault(procedure.Vietnamese) is { } fault => $"the title in Vietnamese {fault}",
        _ when MeetingRecordRules.FindTitleFault(procedure.English) is { } fault => $"the title in English {fault}",
        { Days: < 0 } => "the days are negative",
        _ when procedure.ValidTo < procedure.ValidFrom => "it ends before it begins",
        _ => null,
    };
}
