namespace Kiosk.Service.Reasons;

/// <summary>Every reason code with its stable name, severity, sentences and remedies.</summary>
internal static class ReasonTable
{
}
