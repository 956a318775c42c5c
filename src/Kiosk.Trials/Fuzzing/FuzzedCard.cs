using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Trials.Fuzzing;

/// <summary>A card in order, mutated in one or more places.</summary>
/// <param name="Mutation">What was mutated, in a few words.</param>
/// <param name="Signature">Answers as the card's own key, perhaps mutated.</param>
/// <param name="Tamper">Bends whole responses, status word included; null where they stay as they are.</param>
internal sealed record FuzzedCard(string Mutation, CardImage Image, Genuine Genuine, CardSignature Signature, ResponseTampering? Tamper)
{
    public RecordingCard Lay(TimeProvider time) => new(new VirtualCard(Image, time, new SkimmedAnswers(), Signature), Tamper);
}

/// <summary>Bends the response to the n-th command of a conversation, counted from 0.</summary>
internal delegate byte[] ResponseTampering(int number, byte[] response);
