using System.Globalization;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>What a virtual card does instead of answering. <see cref="object.ToString"/> returns the notation used in card images.</summary>
public abstract record CardImageFault
{
    private CardImageFault()
    {
    }

    /// <summary>Leaves the field.</summary>
    public sealed record Remove : CardImageFault
    {
        public override string ToString() => "remove";
    }

    /// <summary>Answers with a status word alone.</summary>
    public sealed record Status(StatusWord StatusWord) : CardImageFault
    {
        public override string ToString() => $"status:{StatusWord}";
    }

    /// <summary>Answers correctly, but late.</summary>
    public sealed record Delay(TimeSpan Duration) : CardImageFault
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"delay:{(long)Duration.TotalMilliseconds}");
    }

    /// <summary>Truncates the response data; the status word is kept.</summary>
    public sealed record Truncate(int Length) : CardImageFault
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"truncate:{Length}");
    }

    /// <summary>Inverts every bit of the response data; the status word is kept.</summary>
    public sealed record Garble : CardImageFault
    {
        public override string ToString() => "garble";
    }

    /// <summary>
    /// Answers a challenge with an earlier signature: the last one of the named image's card, or of this card; if there is none, with one
    /// over zeros.
    /// </summary>
    public sealed record Replay(string? File) : CardImageFault
    {
        public override string ToString() => File is null ? "replay" : $"replay:{File}";
    }

    /// <summary>Announces more response bytes forever.</summary>
    public sealed record Loop61 : CardImageFault
    {
        public override string ToString() => "loop61";
    }

    /// <summary>Leaves the field and is replaced by another card.</summary>
    public sealed record Swap(string File, CardImage Card) : CardImageFault
    {
        public override string ToString() => $"swap:{File}";
    }
}
