using Kiosk.Service.Admission;

namespace Kiosk.Service.Cache.Source;

/// <summary><c>procedures.json</c>: the catalogue, an empty one when the file is not there.</summary>
internal static class SourceProcedures
{
    private const int GreatestFileLength = 4 * 1024 * 1024;

    /// <exception cref="CacheSourceException">The file is not a catalogue.</exception>
    public static IReadOnlyList<Procedure> Read(string folder)
    {
        var path = Path.Combine(folder, SourceLayout.Procedures);
        if (!File.Exists(path))
        {
            return [];
        }

        var procedures = SourceFile.Parse(SourceFile.Read(path, GreatestFileLength), CacheJson.Procedures, path);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < procedures.Count; i++)
        {
            if (Fault(procedures[i], codes) is { } fault)
            {
                throw new CacheSourceException($"{path} entry {i + 1}: {fault}.");
            }
        }

        return procedures;
    }

    private static string? Fault(Procedure? procedure, HashSet<string> codes) => procedure switch
    {
        null => "null says nothing",
        _ when !SourceMeetingRules.IsId(procedure.Code) => $"the code \"{procedure.Code}\" is not letters, digits and hyphens",
        _ when !codes.Add(procedure.Code) => $"the code {procedure.Code} occurs twice",
        _ when !SourceMeetingRules.IsTitle(procedure.Vietnamese) || !SourceMeetingRules.IsTitle(procedure.English) => "a title is empty or too long",
        { Days: < 0 } => "the days are fewer than none",
        _ when procedure.ValidTo < procedure.ValidFrom => "it ends before it begins",
        _ => null,
    };
}
