namespace Kiosk.Trials.World;

/// <summary>What the authorities of a <see cref="TrialPki"/> are called.</summary>
/// <param name="Organisation">The rest of each distinguished name, <c>O=…</c>.</param>
/// <param name="Issuing">Followed by the CA's number.</param>
internal sealed record TrialNames(string Organisation, string Root, string Issuing, string ContentSigner, string Registry)
{
    public static TrialNames SelfTest { get; } = new("O=Self-test", "Self-test root", "Self-test issuing CA", "Self-test content signer", "Self-test registry");

    /// <summary>The distinguished name.</summary>
    public string Of(string name) => $"CN={name}, {Organisation}";

    public string OfIssuing(int number) => Of($"{Issuing} {number}");
}
