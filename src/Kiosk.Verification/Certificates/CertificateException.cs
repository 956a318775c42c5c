using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Certificates;

/// <summary>A certificate is not acceptable. The message names the rule, never a name, number or key from the certificate.</summary>
internal sealed class CertificateException : SentenceException
{
    public CertificateException(ReasonCode code, Phrase rule, Exception? inner = null)
        : base(rule, inner) => Code = code;

    /// <inheritdoc cref="Objection(ReasonCode, string)"/>
    public CertificateException(ReasonCode code, string detail, Exception? inner = null)
        : this(code, ReasonTable.WithDetail(code, detail), inner)
    {
    }

    public CertificateException(Objection objection)
        : this(objection.Code, objection.Rule) => Member = objection.Member;

    public ReasonCode Code { get; }

    /// <inheritdoc cref="Objection.Member"/>
    public string? Member { get; init; }
}
