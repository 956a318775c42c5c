namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A card program behind a reader: what vpcd's wire and the in-process reader both drive. Used by one caller at a time.</summary>
public interface IVirtualCard
{
    ReadOnlyMemory<byte> AnswerToReset { get; }

    /// <summary>The card that took this one's place after it left the field in the midst of a command; null when the field is empty.</summary>
    IVirtualCard? Successor => null;

    /// <summary>Forgets selected application, chaining and pending response.</summary>
    void Reset();

    /// <summary>The answer to one command, or null when the card leaves the field in its midst.</summary>
    ValueTask<ReadOnlyMemory<byte>?> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken);
}
