using System.CommandLine;
using Kiosk.Cards;
using Kiosk.CommandLine;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Readers;

/// <summary>Where <c>kiosk card</c> takes a card from: the reader of the settings, one behind pcscd where there are none, or a card image.</summary>
internal sealed class CardSource
{
    private readonly CommonOptions common;

    public CardSource(Language language)
    {
        common = new(language);
        Reader = new("--reader") { Description = new Phrase("Một phần tên đầu đọc PC/SC; mặc định: đầu đọc trong thiết lập.", "Part of a PC/SC reader's name; default: the configured reader.").In(language) };
        Wait = new WholeNumber(1, 86_400, 30, language).Option("--wait", usual: 30);
        (Wait.Description, Wait.HelpName) = (new Phrase("Số giây chờ thẻ.", "Seconds to wait for a card.").In(language), "SECONDS");
    }

    public Option<string?> Reader { get; }

    public Option<string?> Config => common.Config;

    public Option<long> Wait { get; }

    public TimeSpan Timeout(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(Wait));

    /// <param name="image">Null for a real card.</param>
    /// <exception cref="ServiceUnavailableException">A PN532 is to be used, and cannot be.</exception>
    /// <exception cref="InputException">There is no reader to use.</exception>
    public async Task<ICardReader> OpenAsync(ParseResult parsed, CardImage? image, CancellationToken cancellationToken)
    {
        if (image is not null)
        {
            return CardFiles.ReaderWith(image);
        }

        var options = OptionsOf(parsed);
        if (options.Kind == ReaderOptions.Virtual)
        {
            throw new InputException(new("Kiosk:Reader:Kind là virtual, mà ở đây không có thẻ nào đến đầu đọc đó; hãy nêu ảnh thẻ bằng --card FILE.", "Kiosk:Reader:Kind is virtual, and no card comes to that reader here; give a card image with --card FILE."));
        }

        // Else a chip that is not there would cost the whole time for a card.
        if (options.Kind == ReaderOptions.Pn532 && await Pn532Probe.RunAsync(ReaderSetup.Pn532Of(options), TimeProvider.System, cancellationToken) is var probe and not Pn532Probe.Answers)
        {
            throw new ServiceUnavailableException(new($"{Pn532CheckUp.WhatOf(probe).Vietnamese} {Pn532CheckUp.RemedyFor(probe).Vietnamese}", $"{probe.Detail} {Pn532CheckUp.RemedyFor(probe).English}"));
        }

        return ReaderSetup.Create(options, TimeProvider.System);
    }

    private ReaderOptions OptionsOf(ParseResult parsed) =>
        parsed.GetValue(Reader) is { } name ? new() { Kind = ReaderOptions.Pcsc, Name = name }
        : common.HasWrittenSettings(parsed) ? common.Settings(parsed).Reader
        : new();
}
