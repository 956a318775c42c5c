namespace Kiosk.Testing.Sources;

/// <summary>The tree in which the tests were built, for those that read its sources and documents.</summary>
internal static class SourceTree
{
    private const string Mark = "PartyCard.Kiosk.sln";

    public static string Root { get; } = Find();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Mark)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No {Mark} above {AppContext.BaseDirectory}.");
    }
}
