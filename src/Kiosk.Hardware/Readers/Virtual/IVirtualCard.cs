namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A card behind a reader, driven by vpcd or by the in-process reader. Used by one caller at a time.</summary>
public interface IVirtualCard
{
    ReadOnlyMemory<byte> AnswerToReset { get; }

    /// <summary>The card that replaced this one after it left the field during a command; null if the field is empty.</summary>
    IVirtualCard? Successor => null;

    /// <summary>Resets selected application, chaining and pending response.</summary>
    void Reset();

    /// <summary>The answer to one command, or null if the card leaves the field during it.</summary>
    ValueTask<ReadOnlyMemory<byte>?> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken);
}
