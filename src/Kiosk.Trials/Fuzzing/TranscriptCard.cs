using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Trials.Fuzzing;

/// <summary>Replays recorded responses, whatever the commands; then answers 6F00.</summary>
internal sealed class TranscriptCard(ReadOnlyMemory<byte> answerToReset, IReadOnlyList<byte[]?> responses) : IVirtualCard
{
    private static readonly byte[] NoPreciseDiagnosis = [0x6F, 0x00];
    private int next;

    public ReadOnlyMemory<byte> AnswerToReset => answerToReset;

    public void Reset()
    {
    }

    public ValueTask<ReadOnlyMemory<byte>?> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        var response = next < responses.Count ? responses[next] : NoPreciseDiagnosis;
        next++;
        return ValueTask.FromResult(response is null ? default(ReadOnlyMemory<byte>?) : response);
    }
}
