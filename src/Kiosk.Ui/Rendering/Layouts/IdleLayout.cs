using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The idle screen: place, invitation, time and attendance.</summary>
internal static class IdleLayout
{
    private static readonly (Colour Ground, Colour Ink) Notice = (Colour.Of(0xFFC62E), Colour.Of(0x1E1A0E));

    public static void Place(Board board, Screen.Idle idle)
    {
        var page = board.Whole;
        if (idle.Offline)
        {
            (page, var strip) = page.CutBottom(board.Px(board.IsPortrait ? 62 : 40));
            board.AddPlate(strip, 0, Notice.Ground);
            board.AddTexts(strip.Inset(board.Px(36), board.Px(4)), 0.5, 0.5, [new(board.Wording.Say(Phrases.Offline), board.Px(19), board.Px(15), Weight.SemiBold, Notice.Ink)], Notice.Ground);
        }

        page = page.Inset(board.Px(36), board.Px(24));
        (var header, page) = page.CutTop(board.Px(board.IsPortrait ? 128 : 88));
        PlaceHeader(board, header, idle);
        if (idle.Presence is { } presence)
        {
            (page, var foot) = page.CutBottom(board.Px((board.IsPortrait ? 132 : 96) + PresenceLayout.ExtraOf(presence)));
            PresenceLayout.Place(board, foot, presence);
            page = page.CutBottom(board.Px(10)).Remainder;
        }

        if (idle.OffersChoice)
        {
            (page, var foot) = page.CutBottom(board.Px(72));
            PlaceWays(board, foot, idle);
            page = page.CutBottom(board.Px(10)).Remainder;
        }

        PlaceInvitation(board, page, idle);
    }

    private static void PlaceHeader(Board board, Box header, Screen.Idle idle)
    {
        var clock = LocalFormat.Time(idle.Now);
        var day = LocalFormat.Day(idle.Now);
        var width = Math.Max(board.WidthOf(clock, board.Px(48), Weight.Bold), board.WidthOf(day, board.Px(19), Weight.Medium)) + board.Px(4);
        var (left, right) = header.CutRight(width);
        board.AddTexts(right, 1, 0, [new(clock, board.Px(48), board.Px(40), Weight.Bold, board.Theme.Ink), board.Note(day, 19, -4)]);
        board.AddTexts(
            left.CutRight(board.Px(28)).Remainder, 0, 0, [new(board.Wording.TitleOf(idle), board.Px(29), board.Px(20), Weight.SemiBold, board.Theme.Ink)]);
    }

    private static void PlaceInvitation(Board board, Box page, Screen.Idle idle)
    {
        List<Caption> texts = [board.Headline(board.Wording.Say(ScreenWording.InvitationOf(idle)), idle.Presence is null || board.IsPortrait ? 54 : Board.MinHeadline)];
        if (board.OtherWording is { } other)
        {
            texts.Add(board.Note(other.Say(ScreenWording.InvitationOf(idle)), 24, 14));
        }

        if (idle.Purpose == TerminalPurpose.Meeting)
        {
            texts.Add(board.Note(board.Wording.Say(Phrases.NoCard), 18, 14, Weight.Regular));
            if (idle.Presence is null)
            {
                texts.Add(board.Note(board.Wording.Say(Phrases.UseOfRecords), 18, 4, Weight.Regular));
            }
        }

        if (board.IsPortrait)
        {
            var (top, below) = page.CutTop(page.Height * 0.42);
            board.AddBadge(AnswerLayout.SymbolOf(idle), top.Inset(0, board.Px(14)).Square(board.Px(220)));
            board.AddTexts(below, 0.5, 0.35, texts);
            return;
        }

        var (left, right) = page.CutLeft(board.Px(218));
        board.AddBadge(AnswerLayout.SymbolOf(idle), left.Square(board.Px(206)));
        board.AddTexts(right.Inset(board.Px(36), 0) with { Width = right.Width - board.Px(36) }, 0, 0.5, texts);
    }

    private static void PlaceWays(Board board, Box foot, Screen.Idle idle)
    {
        if (idle.OffersRecord)
        {
            var (choice, record) = foot.CutLeft((foot.Width - board.Px(14)) * 0.6);
            board.AddButton(choice, board.Wording.Say(Phrases.SeeProcedures), new ScreenAction.OpenChoice(), isMain: idle.AwaitsChoice);
            board.AddButton(record.CutLeft(board.Px(14)).Remainder, board.Wording.Say(Phrases.SeeRecord), new ScreenAction.OpenRecord());
            return;
        }

        board.AddButton(foot, board.Wording.Say(Phrases.SeeProcedures), new ScreenAction.OpenChoice(), isMain: idle.AwaitsChoice);
        // The whole screen is a target, so nobody has to aim.
        board.AddTarget(board.Whole, board.Wording.Say(Phrases.SeeProcedures), new ScreenAction.OpenChoice());
    }
}
