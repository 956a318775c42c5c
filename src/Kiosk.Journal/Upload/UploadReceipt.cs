using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal.Upload;

/// <summary>A collector's receipt: a terminal's checkpoint, cosigned once every frame it covers is stored there durably. Verifiable offline with the collector's public key.</summary>
/// <param name="Content">What the terminal signed: the frames' number and root.</param>
/// <param name="Note">With the signatures of both; its text form is the receipt's file.</param>
internal sealed record UploadReceipt(Checkpoint Content, SignedNote Note)
{
    /// <summary>The ending of a receipt's file; its name is the number of frames.</summary>
    public const string Ending = ".receipt";

    /// <summary>Where a stick carries a terminal's receipt: <c>receipts/TERMINAL.receipt</c>.</summary>
    /// <param name="stick">Where it is mounted.</param>
    /// <exception cref="FormatException">The id names another folder.</exception>
    public static string PathOn(string stick, string terminalId) => Path.GetFileName(terminalId) == terminalId
        ? Path.Combine(stick, "receipts", terminalId + Ending)
        : throw new FormatException($"The terminal id {terminalId} is no file's name.");

    /// <exception cref="FormatException">The text is not a signed checkpoint.</exception>
    public static UploadReceipt Parse(string text)
    {
        var note = SignedNote.Parse(text.TrimStart('\uFEFF').ReplaceLineEndings("\n"));
        return new(Checkpoint.Parse(note.Text), note);
    }

    /// <returns>Why this is no receipt of that collector for that terminal's journal; null if it is.</returns>
    /// <param name="terminal">The terminal's key; null if unknown: its signature is then not verified.</param>
    public ReceiptFault FaultFor(string terminalId, NoteKey? terminal, CosignerKey collector) =>
        Content.TerminalId != terminalId ? ReceiptFault.OtherTerminal
        : terminal is not null && !Note.IsSignedBy(terminal) ? ReceiptFault.TerminalSignature
        : collector.CosignedAt(Note) is null ? ReceiptFault.Cosignature
        : ReceiptFault.None;

    /// <summary>The receipt's text, with LF line ends.</summary>
    public override string ToString() => Note.ToString();
}

/// <summary>Why a receipt proves nothing.</summary>
internal enum ReceiptFault
{
    /// <summary>The receipt is for another terminal.</summary>
    OtherTerminal,

    /// <summary>The terminal's key did not sign the checkpoint.</summary>
    TerminalSignature,

    /// <summary>The collector's key did not cosign the checkpoint.</summary>
    Cosignature,

    /// <summary>The receipt is valid.</summary>
    None,
}
