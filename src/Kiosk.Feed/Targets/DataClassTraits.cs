using Kiosk.Feed.Sealing;

namespace Kiosk.Feed.Targets;

internal delegate bool KeyTest(ReadOnlySpan<byte> key);

internal delegate ReadOnlySpan<byte> KeyPart(ReadOnlySpan<byte> key);

/// <summary>An entry of <see cref="DataClasses"/>, whose methods say what each member means.</summary>
internal sealed record DataClassTraits(string Name, int MaxValueLength, Func<AudienceKey?, SetRules> NewRules, KeyTest IsKey)
{
    public bool IsLarge { get; init; }

    public bool IsSealed { get; init; }

    public KeyPart? MeetingOf { get; init; }
}
