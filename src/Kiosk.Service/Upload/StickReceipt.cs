using System.Text;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Service.Upload;

/// <summary>Takes the collector's receipt for this terminal from a USB stick: <c>receipts/TERMINAL.receipt</c>.</summary>
internal sealed class StickReceipt(string terminalId, NoteKey? terminal, CosignerKey? collector, UploadFolder kept)
{
    private const int MaxLength = 65_536;

    /// <param name="stick">Where it is mounted.</param>
    /// <returns>Whether a receipt was taken, and a sentence about it; null if there is none for this terminal.</returns>
    /// <exception cref="IOException">The receipt cannot be kept.</exception>
    public (bool IsTaken, Phrase Sentence)? Take(string stick)
    {
        var path = UploadReceipt.PathOn(stick, terminalId);
        if (Place.KindOf(path) is not PlaceKind.File)
        {
            return null;
        }

        if (collector is null)
        {
            return NotTaken(path, new("Kiosk:Upload:Key chưa nêu khóa của máy thu thập để xác minh.", "Kiosk:Upload:Key names no collector by whose key it could be verified."));
        }

        try
        {
            var receipt = UploadReceipt.Parse(Encoding.UTF8.GetString(RegularFile.Read(path, MaxLength)));
            return receipt.FaultFor(terminalId, terminal, collector) switch
            {
                ReceiptFault.OtherTerminal => NotTaken(path, new($"biên nhận của máy {receipt.Content.TerminalId}.", $"it is for terminal {receipt.Content.TerminalId}.")),
                ReceiptFault.TerminalSignature => NotTaken(path, new("máy này không ký điểm kiểm tra trong đó.", "this terminal did not sign the checkpoint in it.")),
                ReceiptFault.Cosignature => NotTaken(path, new($"không có chữ ký của máy thu thập {collector.Name}.", $"it is not signed by the collector {collector.Name}.")),
                _ => (true, Taken(collector.Name, receipt.Content.Size, isNew: kept.Keep(receipt, terminal))),
            };
        }
        catch (FormatException)
        {
            return NotTaken(path, new("đây không phải biên nhận của máy thu thập, hoặc đã hư hỏng.", "it is no collector's receipt, or damaged."));
        }
    }

    private static Phrase Taken(string name, ulong size, bool isNew) => isNew
        ? new($"Máy thu thập {name} xác nhận đã có bản ghi 1 đến {size}.", $"The collector {name} confirms records 1 to {size}.")
        : new($"Máy thu thập {name} đã xác nhận bản ghi 1 đến {size} từ trước.", $"The collector {name} had confirmed records 1 to {size} already.");

    private static (bool IsTaken, Phrase Sentence) NotTaken(string path, Phrase reason) => (false, new($"Không nhận {path}: {reason.Vietnamese}", $"{path} was not taken: {reason.English}"));
}
