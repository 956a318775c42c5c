using System.Runtime.InteropServices;
using Kiosk.Words;

namespace Kiosk.Durability;

/// <summary>Standard output cannot be written. The sentence has the remedy. Not an <see cref="IOException"/>, so that handlers of file errors do not catch it.</summary>
internal sealed class PrintingException(Phrase reason) : SentenceException(new Phrase("Không ghi được ra đầu ra chuẩn", "Could not write to standard output").Because(reason))
{
    public static PrintingException Of(int errno) => new(ReasonOf(errno));

    /// <summary>The parent process closed standard output.</summary>
    public static PrintingException OfClosed() => new(new Phrase("đầu ra đã đóng; hãy để mở, hoặc chuyển vào một tệp.", "it is closed; leave it open, or send it to a file."));

    private static Phrase ReasonOf(int errno) => errno switch
    {
        Libc.NoSpace or Libc.QuotaExceeded => new("nơi nhận đã hết dung lượng; hãy giải phóng dung lượng ở đó, hoặc chuyển đi nơi khác.", "no space left on the device it goes to; make room there, or send it elsewhere."),
        Libc.InputOutput => new("thiết bị nhận bị lỗi, hoặc cửa sổ lệnh đã đóng; hãy chuyển đi nơi khác.", "the device it goes to fails, or its terminal was closed; send it elsewhere."),
        _ => Phrase.WithDetail("hệ thống từ chối; hãy chuyển đi nơi khác", $"the system says \"{Marshal.GetPInvokeErrorMessage(errno)}\"; send it elsewhere."),
    };
}
