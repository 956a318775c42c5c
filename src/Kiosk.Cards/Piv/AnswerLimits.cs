
namespace Kiosk.Cards.Piv;

/// <summary>
/// The longest time that a card may take for GENERAL AUTHENTICATE, from sending the command to the last byte of the answer, by algorithm. The defaults leave slow
/// chips room (P-256 up to 390 ms, RSA-2048 over 500 ms, and the same again for a weak field and 106 kbit/s): they stop what is relayed clumsily, not what is relayed well.
/// </summary>
public sealed record AnswerLimits
{
    public static AnswerLimits Default { get; } = new();

    public TimeSpan EcP256 { get; init; } = TimeSpan.FromMilliseconds(1500);

    public TimeSpan EcP384 { get; init; } = TimeSpan.FromMilliseconds(2500);

    public TimeSpan Rsa2048 { get; init; } = TimeSpan.FromMilliseconds(2000);

    public TimeSpan Rsa3072 { get; init; } = TimeSpan.FromMilliseconds(3000);

    /// <returns>Zero, which no answer keeps, for an algorithm reference that is none of these.</returns>
    public TimeSpan For(byte keyAlgorithm) => keyAlgorithm switch
    {
        PivKeyAlgorithm.EcP256 => EcP256,
        PivKeyAlgorithm.EcP384 => EcP384,
        PivKeyAlgorithm.Rsa2048 => Rsa2048,
        PivKeyAlgorithm.Rsa3072 => Rsa3072,
        _ => TimeSpan.Zero,
    };
}
