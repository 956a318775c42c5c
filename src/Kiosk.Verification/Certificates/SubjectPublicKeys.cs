using Kiosk.Words;

namespace Kiosk.Verification.Certificates;

/// <summary>Describes keys in messages.</summary>
internal static class SubjectPublicKeys
{
    /// <summary>Such as "on the curve P256" or "RSA of 2048 bits".</summary>
    public static Phrase Describe(SubjectPublicKey key) => key switch
    {
        SubjectPublicKey.Ec ec => new($"trên đường cong {ec.Curve}", $"on the curve {ec.Curve}"),
        SubjectPublicKey.Rsa rsa => new($"là RSA {rsa.ModulusSize} bit", $"RSA of {rsa.ModulusSize} bits"),
        _ => new("không phải RSA, cũng không phải EC", "neither RSA nor EC"),
    };
}
