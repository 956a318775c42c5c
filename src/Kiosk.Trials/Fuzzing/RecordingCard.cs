using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Trials.Fuzzing;

/// <summary>A card whose responses may be mutated in transit and are recorded. With the nonce they suffice to replay the conversation.</summary>
internal sealed class RecordingCard(IVirtualCard card, ResponseTampering? tamper) : IVirtualCard
{
    private readonly List<byte[]?> responses = [];

    public ReadOnlyMemory<byte> AnswerToReset => card.AnswerToReset;

    public IVirtualCard? Successor => card.Successor;

    /// <summary>In order; null if the card left.</summary>
    public IReadOnlyList<byte[]?> Responses => responses;

    public void Reset() => card.Reset();

    public async ValueTask<ReadOnlyMemory<byte>?> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        var response = (await card.TransmitAsync(command, cancellationToken))?.ToArray();
        if (response is not null && tamper is not null)
        {
            response = tamper(responses.Count, response);
        }

        responses.Add(response);
        return response is null ? default(ReadOnlyMemory<byte>?) : response;
    }
}
