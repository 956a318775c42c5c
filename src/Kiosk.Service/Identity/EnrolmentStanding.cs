using Kiosk.Words;

namespace Kiosk.Service.Identity;

/// <summary>How this terminal is enrolled, by its own files.</summary>
/// <param name="KeyKind">Where its keys are: <c>file</c> or <c>tpm</c>; null if that is not known.</param>
/// <param name="Certificates">Null before the first enrolment.</param>
/// <param name="Fault">Why the enrolment cannot be read; null if it can.</param>
internal sealed record EnrolmentStanding(string TerminalId, string? KeyKind, EnrolledCertificates? Certificates, Phrase? Fault = null);
