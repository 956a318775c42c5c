using Kiosk.Feed.Records;

namespace Kiosk.Service.CheckIn;

/// <summary>The card whose holder was asked to place it once more, to see their own record. Thread-safe.</summary>
internal sealed class OwnRecordVisit
{
    private string? asked;

    /// <summary>Null while nobody was asked.</summary>
    public CardTag? Asked
    {
        get => Volatile.Read(ref asked) is { } tag ? CardTag.FromBytes(Convert.FromHexString(tag)) : null;
        set => Volatile.Write(ref asked, value?.ToString());
    }
}
