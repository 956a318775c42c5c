using Kiosk.Verification.Reasons;

namespace Kiosk.Trials.Hostile.Play;

/// <summary>The terminal's actual or expected answer to one step of a case.</summary>
/// <param name="Code"><see cref="ReasonCode.None"/> if the step covers many cards with different codes.</param>
internal readonly record struct Answer(AnswerKind Kind, ReasonCode Code = ReasonCode.None)
{
    public static Answer Admit { get; } = new(AnswerKind.Admitted, ReasonCode.Admitted);

    public static Answer RejectAll { get; } = new(AnswerKind.Rejected);

    public static Answer ListTaken { get; } = new(AnswerKind.ListTaken);

    public static Answer ListRefused { get; } = new(AnswerKind.ListRefused);

    public static Answer ReceiptGenuine { get; } = new(AnswerKind.ReceiptGenuine);

    public static Answer ReceiptRefused { get; } = new(AnswerKind.ReceiptRefused);

    public static Answer Flag(ReasonCode code) => new(AnswerKind.Admitted, code);

    public static Answer Reject(ReasonCode code) => new(AnswerKind.Rejected, code);

    public static Answer Again(ReasonCode code) => new(AnswerKind.AlreadyIn, code);

    public static Answer Leave(ReasonCode code) => new(AnswerKind.Undecidable, code);

    public static Answer OutOfService(ReasonCode code) => new(AnswerKind.OutOfService, code);

    /// <summary>The notation of the hostile table: "A", "R key.mismatch", "D clock.behind".</summary>
    public override string ToString() => Kind switch
    {
        AnswerKind.Admitted when Code == ReasonCode.Admitted => "A",
        AnswerKind.Admitted => $"A {ReasonTable.NameOf(Code)}",
        AnswerKind.AlreadyIn => "A again",
        AnswerKind.Rejected when Code == ReasonCode.None => "R",
        AnswerKind.Rejected => $"R {ReasonTable.NameOf(Code)}",
        AnswerKind.Undecidable => $"D {ReasonTable.NameOf(Code)}",
        AnswerKind.OutOfService => $"out of service {ReasonTable.NameOf(Code)}",
        AnswerKind.Acknowledged => "alarm ended",
        AnswerKind.ListTaken => "list taken",
        AnswerKind.ListRefused => "list refused",
        AnswerKind.ReceiptGenuine => "receipt genuine",
        AnswerKind.ReceiptRefused => "receipt refused",
        _ => "nothing",
    };
}

internal enum AnswerKind
{
    None = 0,
    Admitted,
    AlreadyIn,
    Rejected,
    Undecidable,
    OutOfService,

    /// <summary>An operator's card ended an alarm.</summary>
    Acknowledged,

    /// <summary>A CRL or a whole generation was put in force.</summary>
    ListTaken,

    /// <summary>The CRL was rejected and named in the build's report.</summary>
    ListRefused,

    /// <summary>The receipt of a procedure was judged to be the terminal's own.</summary>
    ReceiptGenuine,
    ReceiptRefused,
}
