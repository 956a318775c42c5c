using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>Why the terminal admits nobody at the moment.</summary>
/// <param name="Detail">One sentence for logs and commands, in English: what, where, what now. Never personal.</param>
/// <param name="Notice">What is shown about it where the facts matter to whoever stands before the terminal; left out, the reason's own remedy is.</param>
internal sealed record OutOfService(ReasonCode Code, string Detail, Phrase? Notice = null)
{
    /// <summary>The same for anybody on this machine: it names neither meeting nor procedure.</summary>
    public string PublicDetail { get; init; } = Detail;
}

/// <summary>A tap met an outage that only shows when something is tried.</summary>
internal sealed class OutOfServiceException(OutOfService outage, Exception? innerException = null) : Exception(outage.Detail, innerException)
{
    public OutOfService Outage { get; } = outage;
}
