using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>A card that answers as the test says.</summary>
internal sealed class ScriptedCard(Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]?>> answer, string atr = "3B80800101") : IVirtualCard
{
    public ScriptedCard(Func<ReadOnlyMemory<byte>, byte[]?> answer)
        : this((command, _) => Task.FromResult(answer(command)))
    {
    }

    public int Resets { get; private set; }

    public int Commands { get; private set; }

    public ReadOnlyMemory<byte> AnswerToReset { get; } = Convert.FromHexString(atr);

    public void Reset() => Resets++;

    public async ValueTask<ReadOnlyMemory<byte>?> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        Commands++;
        return await answer(command, cancellationToken) is { } response ? response : null;
    }
}
