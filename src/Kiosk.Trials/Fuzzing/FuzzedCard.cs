using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Trials.Fuzzing;

/// <summary>A card mutated in one or more places.</summary>
/// <param name="Mutation">A short description of the mutation.</param>
/// <param name="Signature">Answers with the card's own key, possibly mutated.</param>
/// <param name="Tamper">Mutates whole responses, status word included; null to leave them unchanged.</param>
internal sealed record FuzzedCard(string Mutation, CardImage Image, Genuine Genuine, CardSignature Signature, ResponseTampering? Tamper)
{
    public RecordingCard Lay(TimeProvider time) => new(new VirtualCard(Image, time, new SkimmedAnswers(), Signature), Tamper);
}

/// <summary>Mutates the response to the n-th command of a conversation, counted from 0.</summary>
internal delegate byte[] ResponseTampering(int number, byte[] response);
