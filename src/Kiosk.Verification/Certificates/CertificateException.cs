using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Certificates;

/// <summary>A certificate is not one that this terminal can use. The message names the rule, never a name, number or key out of the certificate.</summary>
internal sealed class CertificateException(ReasonCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public CertificateException(Objection objection)
        : this(objection.Code, objection.Rule) => Member = objection.Member;

    public ReasonCode Code { get; } = code;

    /// <inheritdoc cref="Objection.Member"/>
    public string? Member { get; init; }
}
