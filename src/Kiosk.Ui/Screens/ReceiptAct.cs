namespace Kiosk.Ui.Screens;

/// <summary>What a procedure's tap recorded; its answer is worded accordingly.</summary>
public enum ReceiptAct
{
    FileReceived = 0,
    FeePaid,
    ResultReturned,
    CardHandedOver,
}

/// <summary>What the catalogue says of a procedure besides its name.</summary>
/// <param name="Level">Of the body that handles it; may be empty.</param>
public sealed record ProcedureFacts(string Level, string? LegalBasis = null, int? Days = null);
