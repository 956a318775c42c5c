using Kiosk.Feed.Records;

namespace Kiosk.Service.Cache.Source;

/// <summary><c>procedures.json</c>: the catalogue, an empty one when the file is not there.</summary>
internal static class SourceProcedures
{
    private const int MaxFileLength = 4 * 1024 * 1024;

    /// <exception cref="CacheSourceException">The file is not a catalogue.</exception>
    public static ProcedureCatalogue Read(string folder)
    {
        var path = Path.Combine(folder, SourceLayout.Procedures);
        if (!File.Exists(path))
        {
            return ProcedureCatalogue.Empty;
        }

        var catalogue = SourceFile.Parse(SourceFile.Read(path, MaxFileLength), RecordJson.Procedures, path);
        try
        {
            ProcedureRules.Check(catalogue);
            return catalogue;
        }
        catch (RecordException e)
        {
            throw new CacheSourceException($"{path}: {e.Message}", e);
        }
    }
}
