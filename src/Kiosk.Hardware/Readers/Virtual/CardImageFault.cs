using System.Globalization;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>What a virtual card does instead of answering. <see cref="object.ToString"/> gives the word that a card image has for it.</summary>
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

    /// <summary>Answers rightly, but late.</summary>
    public sealed record Delay(TimeSpan Duration) : CardImageFault
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"delay:{(long)Duration.TotalMilliseconds}");
    }

    /// <summary>Cuts the response data to its first bytes; the status word stays.</summary>
    public sealed record Truncate(int Length) : CardImageFault
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"truncate:{Length}");
    }

    /// <summary>Inverts every bit of the response data; the status word stays.</summary>
    public sealed record Garble : CardImageFault
    {
        public override string ToString() => "garble";
    }

    /// <summary>
    /// Answers a challenge with an earlier signature: the last one that the card of the named image gave, or this card's own; where there is none, with one
    /// over zeros.
    /// </summary>
    public sealed record Replay(string? File) : CardImageFault
    {
        public override string ToString() => File is null ? "replay" : $"replay:{File}";
    }

    /// <summary>Announces more response bytes for ever.</summary>
    public sealed record Loop61 : CardImageFault
    {
        public override string ToString() => "loop61";
    }

    /// <summary>Leaves the field, and another card lies there.</summary>
    public sealed record Swap(string File, CardImage Card) : CardImageFault
    {
        public override string ToString() => $"swap:{File}";
    }
}
