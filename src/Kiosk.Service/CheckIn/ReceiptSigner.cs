using System.Security.Cryptography;
using Kiosk.Feed.Tokens;
using Kiosk.Identity;
using Kiosk.Service.Admission;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>Signs the receipts of procedures with the terminal's key, so that anybody can verify them later.</summary>
/// <param name="key">P-256.</param>
internal sealed partial class ReceiptSigner(ECDsa key, ILogger<ReceiptSigner> logger)
{
    /// <returns>The receipt with its signed text; as it was if it is none, or the key cannot be used: the case is on record all the same.</returns>
    public Screen Sign(AdmissionMode mode, Screen screen) =>
        mode is AdmissionMode.ForProcedure of && screen is Screen.ProcedureReceipt receipt ? receipt with { SignedText = TextOf(of, receipt) } : screen;

    private string? TextOf(AdmissionMode.ForProcedure of, Screen.ProcedureReceipt receipt)
    {
        try
        {
            return new ProcedureReceipt(receipt.ReceiptNumber, of.Procedure.Code, receipt.CaseNumber, receipt.RecordedAt, receipt.Due, PurposeOf(of)).SignedWith(key);
        }
        catch (Exception e) when (e is KeyStoreException or CryptographicException)
        {
            Log.NotSigned(logger, e.Message);
            return null;
        }
    }

    private static string? PurposeOf(AdmissionMode.ForProcedure of) => of.Purpose.Text == of.Procedure.Vietnamese ? null : ProcedureReceipt.ShortPurpose(of.Purpose.Text);

    private static partial class Log
    {
        [LoggerMessage(404, LogLevel.Warning, "A receipt is shown without its signature: {Reason}")]
        public static partial void NotSigned(ILogger logger, string reason);
    }
}
