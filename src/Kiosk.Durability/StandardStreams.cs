using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>Standard output and error of this process. A failed write to standard output throws a <see cref="PrintingException"/>; one to standard error is ignored, as nobody is left to tell.</summary>
internal static class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>The width in columns of the terminal that standard output goes to, or <see cref="int.MaxValue"/> if it goes elsewhere. Asking the console would print to it.</summary>
    public static int LineLength
    {
        get
        {
            var size = default(Libc.WindowSize);
            return Libc.ioctl(Of(Output), Libc.GetWindowSize, ref size) == 0 && size.Columns > 0 ? size.Columns : int.MaxValue;
        }
    }

    /// <summary>Replaces the console's own streams. Call it before anything is printed or opened.</summary>
    public static void Prepare()
    {
        var (hasOutput, hasError) = (IsOpen(Output), IsOpen(Error));
        OccupyFreeDescriptors();
        Console.SetOut(WriterTo(new PrintStream(hasOutput ? Of(Output) : null, throwsOnFailure: true)));
        Console.SetError(WriterTo(new PrintStream(hasError ? Of(Error) : null, throwsOnFailure: false)));
    }

    // The runtime opens files before any of our code runs and gets the lowest free descriptors. Those are close-on-exec, which inherited ones never are.
    private static bool IsOpen(int descriptor) => Libc.fcntl(descriptor, Libc.GetDescriptorFlags) is >= 0 and var flags && (flags & Libc.ClosedOnExec) == 0;

    // Otherwise the next file opened, for instance the journal, would become this process's standard output.
    private static void OccupyFreeDescriptors()
    {
        while (true)
        {
            using var taken = Libc.open("/dev/null", Libc.ReadWrite, 0);
            if (taken.IsInvalid || taken.DangerousGetHandle() > Error)
            {
                return;
            }

            Keep(taken);
        }
    }

    private static SafeFileHandle Of(int descriptor) => new(descriptor, ownsHandle: false);

    private static void Keep(SafeFileHandle handle) => handle.SetHandleAsInvalid();

    private static StreamWriter WriterTo(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
