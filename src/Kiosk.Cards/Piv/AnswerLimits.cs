
namespace Kiosk.Cards.Piv;

/// <summary>
/// Maximum time for GENERAL AUTHENTICATE by algorithm, from sending the command to the last byte of the answer. The defaults leave room for slow
/// chips (P-256 up to 390 ms, RSA-2048 over 500 ms, doubled for a weak field and 106 kbit/s): they stop a slow relay attack, not a fast one.
/// </summary>
public sealed record AnswerLimits
{
    public static AnswerLimits Default { get; } = new();

    public TimeSpan EcP256 { get; init; } = TimeSpan.FromMilliseconds(1500);

    public TimeSpan EcP384 { get; init; } = TimeSpan.FromMilliseconds(2500);

    public TimeSpan Rsa2048 { get; init; } = TimeSpan.FromMilliseconds(2000);

    public TimeSpan Rsa3072 { get; init; } = TimeSpan.FromMilliseconds(3000);

    /// <returns>Zero, which no answer can meet, for any other algorithm reference.</returns>
    public TimeSpan For(byte keyAlgorithm) => keyAlgorithm switch
    {
        PivKeyAlgorithm.EcP256 => EcP256,
        PivKeyAlgorithm.EcP384 => EcP384,
        PivKeyAlgorithm.Rsa2048 => Rsa2048,
        PivKeyAlgorithm.Rsa3072 => Rsa3072,
        _ => TimeSpan.Zero,
    };
}
