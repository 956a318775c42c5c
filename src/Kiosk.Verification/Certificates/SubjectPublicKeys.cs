namespace Kiosk.Verification.Certificates;

/// <summary>Words for keys.</summary>
internal static class SubjectPublicKeys
{
    /// <summary>Such as "on the curve P256" or "RSA of 2048 bits".</summary>
    public static string Describe(SubjectPublicKey key) => key switch
    {
        SubjectPublicKey.Ec ec => $"on the curve {ec.Curve}",
        SubjectPublicKey.Rsa rsa => $"RSA of {rsa.ModulusSize} bits",
        _ => "neither RSA nor EC",
    };
}
