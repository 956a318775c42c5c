namespace Kiosk.Source.Text;

/// <summary>A number with what it counts, in the singular where it is one.</summary>
internal static class Counted
{
    /// <param name="noun">Takes an s.</param>
    public static string Of(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
