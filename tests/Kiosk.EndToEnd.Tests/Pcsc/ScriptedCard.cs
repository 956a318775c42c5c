using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>A card that answers as the test says; null takes it out of the field.</summary>
internal sealed class ScriptedCard(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]?>> answer) : IVirtualCard
{
    private int resets;

    public static ScriptedCard Ok => Answering("9000");

    public ReadOnlyMemory<byte> AnswerToReset { get; init; } = Convert.FromHexString("3B80800101");

    public int Resets => Volatile.Read(ref resets);

    public static ScriptedCard Answering(string hex) => new((_, _) => ValueTask.FromResult<byte[]?>(Convert.FromHexString(hex)));

    /// <summary>Never answers.</summary>
    public static ScriptedCard Mute => new(async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return null;
    });

    public void Reset() => Interlocked.Increment(ref resets);

    // Written out: a conditional would turn a null array into an empty answer.
    public async ValueTask<ReadOnlyMemory<byte>?> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        var bytes = await answer(command, cancellationToken);
        return bytes is null ? null : new ReadOnlyMemory<byte>(bytes);
    }
}
